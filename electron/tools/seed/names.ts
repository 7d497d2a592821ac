import type { Random } from './random';

type Names = readonly [string, ...string[]];

/** People who share a way of naming; the commonest names come first. */
interface Community {
  /** How many of a hundred families. */
  readonly share: number;
  readonly women: Names;
  readonly men: Names;
  readonly surnames: Names;
}

function names(list: string): Names {
  const [first = '', ...rest] = list.split(', ');
  return [first, ...rest];
}

const COMMUNITIES: readonly Community[] = [
  {
    share: 26,
    women: names(
      'Priya, Neha, Pooja, Anjali, Sunita, Kavita, Ritu, Rekha, Shweta, Nisha, Anita, Sneha, Aarti, Deepika, Swati, Divya, Manju, Geeta, Shalini, Preeti, Komal, Sarita, Vandana, Asha, Usha, Meena, Seema, Radha, Ananya, Aditi, Ishita, Saanvi',
    ),
    men: names(
      'Rahul, Amit, Rajesh, Sanjay, Vijay, Rohit, Sunil, Manoj, Anil, Ashok, Deepak, Vikas, Ajay, Suresh, Mukesh, Naveen, Gaurav, Nitin, Pankaj, Vivek, Arvind, Mohan, Ramesh, Karan, Aarav, Vihaan, Aditya, Ravi, Manish, Alok, Shyam, Dinesh',
    ),
    surnames: names(
      'Sharma, Kumar, Singh, Gupta, Verma, Mishra, Yadav, Agarwal, Pandey, Jain, Tiwari, Srivastava, Chauhan, Dubey, Saxena, Chaudhary, Bansal, Mehra, Kapoor, Malhotra, Khanna, Bhatia, Tripathi, Rawat, Negi, Bisht, Shukla, Mathur, Goel, Chopra',
    ),
  },
  {
    share: 18,
    women: names(
      'Sneha, Aishwarya, Rutuja, Pallavi, Manisha, Vaishali, Archana, Madhuri, Jyoti, Supriya, Ashwini, Bhavna, Hetal, Dipti, Kinjal, Falguni, Leela, Shubhangi, Neha, Kavya, Sayali, Mrunal',
    ),
    men: names(
      'Sanjay, Sachin, Prashant, Mahesh, Ganesh, Nilesh, Swapnil, Rohan, Ajinkya, Jignesh, Hardik, Chirag, Paresh, Bhavesh, Hitesh, Sagar, Omkar, Tushar, Abhijit, Suhas, Vinayak, Kiran',
    ),
    surnames: names(
      'Patel, Shah, Patil, Deshmukh, Joshi, Kulkarni, Jadhav, Shinde, Pawar, Mehta, Desai, Deshpande, Chavan, More, Gaikwad, Kale, Bhosale, Modi, Trivedi, Parikh, Dalal, Merchant, Salunkhe, Phadke, Apte, Kadam',
    ),
  },
  {
    share: 18,
    women: names(
      'Lakshmi, Priya, Divya, Kavya, Meenakshi, Revathi, Deepa, Sujatha, Anitha, Bhavani, Geetha, Padma, Saraswathi, Vidya, Nandini, Aparna, Sowmya, Ramya, Keerthana, Malathi, Usha, Swapna',
    ),
    men: names(
      'Karthik, Suresh, Ramesh, Senthil, Arjun, Venkatesh, Srinivas, Murali, Prakash, Gopal, Krishnan, Rajan, Harish, Naveen, Anand, Balaji, Ganesan, Manoj, Vignesh, Ashwin, Raghav, Sathish',
    ),
    surnames: names(
      'Reddy, Rao, Nair, Iyer, Menon, Pillai, Subramanian, Krishnan, Naidu, Gowda, Hegde, Shetty, Raman, Iyengar, Babu, Murthy, Chandran, Kamath, Bhat, Varma, Balakrishnan, Venkataraman, Kurup, Nambiar, Panicker',
    ),
  },
  {
    share: 13,
    women: names(
      'Ayesha, Fatima, Zoya, Shabana, Nazia, Sana, Rukhsar, Farah, Yasmin, Noor, Zainab, Mehjabeen, Saira, Rabia, Khadija, Tabassum, Nida, Heena',
    ),
    men: names(
      'Mohammed, Imran, Salman, Asif, Faisal, Irfan, Arif, Javed, Shahid, Zubair, Nadeem, Rashid, Tariq, Bilal, Yusuf, Aamir, Sameer, Danish',
    ),
    surnames: names(
      'Khan, Shaikh, Ansari, Siddiqui, Qureshi, Sayyed, Pathan, Mirza, Hussain, Ahmed, Memon, Malik, Farooqui, Rizvi, Inamdar, Momin',
    ),
  },
  {
    share: 8,
    women: names(
      'Sharmila, Moumita, Ishita, Debjani, Paromita, Rituparna, Sreelekha, Ananya, Mitali, Sudeshna, Tanushree, Madhumita',
    ),
    men: names(
      'Subhash, Sourav, Arnab, Rohan, Debashish, Partha, Anirban, Soumya, Prosenjit, Abhishek, Tapas, Sandip',
    ),
    surnames: names(
      'Das, Ghosh, Banerjee, Chatterjee, Mukherjee, Bose, Sen, Roy, Dutta, Chakraborty, Saha, Mondal, Bhattacharya, Sarkar, Nandi',
    ),
  },
  {
    share: 5,
    women: names(
      'Harpreet, Gurpreet, Simran, Jasleen, Manpreet, Navneet, Amarjit, Kiranjot, Rupinder, Parminder',
    ),
    men: names(
      'Harpreet, Gurpreet, Jaspreet, Manjit, Balwinder, Amarjit, Kuldeep, Navjot, Ranjit, Sukhwinder',
    ),
    surnames: names('Singh, Kaur, Gill, Sidhu, Sandhu, Dhillon, Grewal, Bedi, Ahluwalia, Sodhi'),
  },
  {
    share: 5,
    women: names(
      'Maria, Leela, Sheela, Anita, Teresa, Rose, Mary-Anne, Philomena, Ancy, Jincy, Blossom, Sarah',
    ),
    men: names('John, Thomas, Joseph, Antony, Xavier, Jose, Savio, Francis, Biju, Shaji, Roque, Mathew'),
    surnames: names(
      "Fernandes, D'Souza, Thomas, Joseph, Pereira, Mathew, Rodrigues, D'Costa, Kurian, Varghese, Lobo, Pinto",
    ),
  },
  {
    share: 2,
    women: names('Tenzin, Lalrinpuii, Diki, Chenxi, Ayimla, Pema, Lhamo, Zothanpuii'),
    men: names('Tenzin, Dorje, Lalremruata, Karma, Sonam, Imkong, Wangchuk, Tashi'),
    surnames: names('Dorje, Bhutia, Lepcha, Hmar, Sangma, Ao, Lyngdoh, Norbu'),
  },
  {
    share: 3,
    women: names('प्रिया, सुनीता, मीरा, अंजलि, कविता, लक्ष्मी, ज्योति, पूजा, संगीता, रेखा'),
    men: names('राजेश, अमित, विजय, संजय, रवि, मोहन, सुरेश, गणेश, किरण, अर्जुन'),
    surnames: names('शर्मा, यादव, राव, पाटील, जोशी, सिंह, गुप्ता, वर्मा, देशमुख, कुलकर्णी'),
  },
  {
    share: 2,
    women: names('Łucja, Zoë, Björk, Søs, Hoà, Chloé, María José, Aoife, Ayşe, Ingrid, Thị Lan, Renée'),
    men: names('José, Søren, Łukasz, François, Jürgen, Đức, Håkon, Ömer, Nuño, Siarhei, Seán, Dragoş'),
    surnames: names(
      "Nowak, Muñoz, Ørsted, Müller, Nguyễn, Lefèvre, Guðmundsdóttir, Yılmaz, O'Brien, Dvořák, Åkesson, Groß",
    ),
  },
];

export interface Household {
  readonly surname: string;
  woman(): string;
  man(): string;
}

/** A family's surname and the given names of its people. */
export function household(random: Random): Household {
  let left = random.next() * COMMUNITIES.reduce((sum, { share }) => sum + share, 0);
  const community = COMMUNITIES.find(({ share }) => (left -= share) < 0) ?? COMMUNITIES[0];
  if (community === undefined) throw new Error('no communities');
  return {
    surname: random.pickEarly(community.surnames),
    woman: () => random.pickEarly(community.women),
    man: () => random.pickEarly(community.men),
  };
}
